import flask

print("up", flask.__name__)
