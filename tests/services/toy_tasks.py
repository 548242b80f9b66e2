"""A Celery application for the tests of the broker; run by a worker of its own process."""

import os
import time

import psycopg
from celery import Celery

from config.services.broker import broker_url

DSN = os.environ["TOY_DSN"]
app = Celery("toy", broker=broker_url(DSN))
app.conf.update(
    task_ignore_result=True,
    task_default_queue="toy",
    worker_prefetch_multiplier=1,
    broker_connection_retry_on_startup=True,
)


@app.task(name="toy.note")  # type: ignore[untyped-decorator]
def note(number: int) -> None:
    with psycopg.connect(DSN) as connection:
        connection.execute("INSERT INTO seen VALUES (%s)", [number])


@app.task(name="toy.note_later")  # type: ignore[untyped-decorator]
def note_later(number: int) -> None:
    time.sleep(0.01)
    app.send_task("toy.note", [number])
