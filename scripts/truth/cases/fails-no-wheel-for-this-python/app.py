import numpy

print("up", numpy.__name__)
