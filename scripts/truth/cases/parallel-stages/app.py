import markdown

print("up", markdown.__name__)
