import pydantic
import httpx
import tenacity
import structlog
import redis
import boto3

print("up", pydantic.__name__, httpx.__name__, tenacity.__name__, structlog.__name__, redis.__name__, boto3.__name__)
