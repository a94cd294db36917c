import httpx

print("up", httpx.__name__)
