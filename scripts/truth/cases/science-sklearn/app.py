import sklearn
import matplotlib

print("up", sklearn.__name__, matplotlib.__name__)
