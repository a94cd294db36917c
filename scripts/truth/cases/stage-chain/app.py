import jinja2

print("up", jinja2.__name__)
