import bs4
import lxml
import requests

print("up", bs4.__name__, lxml.__name__, requests.__name__)
