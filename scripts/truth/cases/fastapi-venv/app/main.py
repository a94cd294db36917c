import psycopg2
import sqlalchemy
from fastapi import FastAPI

app = FastAPI(title=f"{psycopg2.__name__} {sqlalchemy.__name__}")


@app.get("/")
def index() -> dict[str, str]:
    return {"status": "up"}
