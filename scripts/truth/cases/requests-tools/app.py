import requests

print("up", requests.__name__)
