import httpx
import yaml

print("up", httpx.__name__, yaml.__name__)
