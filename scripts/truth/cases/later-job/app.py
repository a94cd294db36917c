import boto3

print("up", boto3.__name__)
