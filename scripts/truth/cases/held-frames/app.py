import polars
import duckdb

print("up", polars.__name__, duckdb.__name__)
