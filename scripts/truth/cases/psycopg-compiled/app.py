import psycopg2

print("up", psycopg2.__name__)
