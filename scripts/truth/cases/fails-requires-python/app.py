import scipy

print("up", scipy.__name__)
