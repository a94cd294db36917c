"""Store every message of a RabbitMQ queue in MongoDB."""

import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import FrameType

import pika
import structlog
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError
from pika.spec import Basic, BasicProperties
from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError, PyMongoError

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ]
)
log = structlog.get_logger()

SHORTEST_WAIT = 1.0
LONGEST_WAIT = 30.0


@dataclass(frozen=True)
class Settings:
    """What differs between machines; read from the environment."""

    amqp_url: str
    mongo_url: str
    queue: str
    database: str
    collection: str
    prefetch: int


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Take settings from environment variables, with defaults for a developer's machine."""
    prefetch = environment.get("PREFETCH", "20")
    if not prefetch.isdecimal() or int(prefetch) == 0:
        raise ValueError(
            f"PREFETCH must be a whole number above zero, not {prefetch!r}"
        )
    return Settings(
        amqp_url=environment.get("AMQP_URL", "amqp://guest:guest@localhost:5672/%2F"),
        mongo_url=environment.get("MONGO_URL", "mongodb://localhost:27017/"),
        queue=environment.get("QUEUE", "events"),
        database=environment.get("DATABASE", "archive"),
        collection=environment.get("COLLECTION", "messages"),
        prefetch=int(prefetch),
    )


class Shutdown:
    """Remembers that the container was asked to stop."""

    def __init__(self) -> None:
        self.requested = False

    def request(self, number: int, frame: FrameType | None) -> None:
        self.requested = True

    def wait(self, seconds: float) -> None:
        """Sleep, but no longer than until a stop is requested."""
        deadline = time.monotonic() + seconds
        while not self.requested and (rest := deadline - time.monotonic()) > 0:
            time.sleep(min(rest, 0.2))


def to_document(
    queue: str, properties: BasicProperties, body: bytes
) -> dict[str, object]:
    """Turn a message into what is stored. A message id becomes the key, so that a redelivery is stored once."""
    document: dict[str, object] = {
        "received": datetime.now(UTC),
        "queue": queue,
        "content_type": properties.content_type,
        "body": body.decode("utf-8", errors="backslashreplace"),
    }
    if properties.message_id:
        document["_id"] = properties.message_id
    return document


def store(
    collection: Collection,
    channel: BlockingChannel,
    queue: str,
    method: Basic.Deliver,
    properties: BasicProperties,
    body: bytes,
) -> None:
    """Store one message, then acknowledge it: a crash in between means a redelivery, never a loss."""
    try:
        collection.insert_one(to_document(queue, properties, body))
        log.info("stored", delivery=method.delivery_tag, bytes=len(body))
    except DuplicateKeyError:
        log.info("already_stored", message_id=properties.message_id)
    channel.basic_ack(method.delivery_tag)


def consume(settings: Settings, collection: Collection, shutdown: Shutdown) -> None:
    """Consume over one connection until a stop is requested or the connection breaks."""
    connection = pika.BlockingConnection(pika.URLParameters(settings.amqp_url))
    try:
        channel = connection.channel()
        channel.queue_declare(settings.queue, durable=True)
        channel.basic_qos(prefetch_count=settings.prefetch)
        log.info("waiting", queue=settings.queue)
        for method, properties, body in channel.consume(
            settings.queue, inactivity_timeout=1.0
        ):
            if method is not None:
                store(collection, channel, settings.queue, method, properties, body)
            if shutdown.requested:
                break
        # Hands messages that were fetched but not stored back to the queue.
        channel.cancel()
    finally:
        if connection.is_open:
            connection.close()


def run(settings: Settings, shutdown: Shutdown) -> None:
    """Consume until a stop is requested; after a failure wait, twice as long each time, and connect again."""
    client: MongoClient = MongoClient(settings.mongo_url, serverSelectionTimeoutMS=5000)
    collection = client[settings.database][settings.collection]
    wait = SHORTEST_WAIT
    while not shutdown.requested:
        started = time.monotonic()
        try:
            consume(settings, collection, shutdown)
        except (AMQPError, PyMongoError, OSError) as error:
            if time.monotonic() - started > LONGEST_WAIT:
                wait = SHORTEST_WAIT
            log.warning("connection_failed", error=repr(error), retry_in=wait)
            shutdown.wait(wait)
            wait = min(wait * 2, LONGEST_WAIT)
    client.close()
    log.info("stopped")


def main() -> int:
    try:
        settings = read_settings(os.environ)
    except ValueError as error:
        log.error("bad_settings", error=str(error))
        return 2
    shutdown = Shutdown()
    signal.signal(signal.SIGTERM, shutdown.request)
    signal.signal(signal.SIGINT, shutdown.request)
    run(settings, shutdown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
