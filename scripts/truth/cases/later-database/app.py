import sqlalchemy
import asyncpg
import alembic
import pydantic_settings

print("up", sqlalchemy.__name__, asyncpg.__name__, alembic.__name__, pydantic_settings.__name__)
