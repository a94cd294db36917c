import pika
import pymongo
import structlog

print("up", pika.__name__, pymongo.__name__, structlog.__name__)
