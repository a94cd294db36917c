import flask
import requests

print("up", flask.__name__, requests.__name__)
