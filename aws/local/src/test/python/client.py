"""Reads the queues and the table of a stack with boto3 and prints them as JSON.

It also receives the only message of a queue until SQS moves it to the dead-letter queue, and deletes it there.
Arguments: the name of the stack, and the names of these two queues. The module `clients` is the example of
docs/aws/local.md.
"""

import json
import sys

from clients import dynamodb, sqs

COUNTS = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]

# SQS allows at most this as maxReceiveCount.
MOST_RECEIVES = 1000


def attributes(url, names):
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]


def queue(url):
    found = attributes(url, ["VisibilityTimeout", "RedrivePolicy"])
    return {
        "visibilityTimeout": int(found["VisibilityTimeout"]),
        "redrivePolicy": json.loads(found.get("RedrivePolicy", "{}")),
    }


# A short payload is in the item itself.
def payload(table, item):
    if "payload" in item:
        return item["payload"]["S"]
    key = item["pk"]["S"].replace("J#", "P#")
    return dynamodb.get_item(TableName=table, Key={"pk": {"S": key}}, ConsistentRead=True)["Item"]["payload"]["S"]


def job(table, item):
    return {
        "pipeline": item["pipeline"]["S"],
        "status": item["status"]["S"],
        "attempts": len(item.get("attempts", {"L": []})["L"]),
        "payload": payload(table, item),
    }


def jobs(table):
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=table,
        ConsistentRead=True,
        FilterExpression="begins_with(pk, :jobs)",
        ExpressionAttributeValues={":jobs": {"S": "J#"}},
    )
    return {item["pk"]["S"].removeprefix("J#"): job(table, item) for page in pages for item in page["Items"]}


def messages(url):
    found = attributes(url, COUNTS)
    return sum(int(found[name]) for name in COUNTS)


def receive(url, seconds):
    return sqs.receive_message(QueueUrl=url, VisibilityTimeout=seconds, WaitTimeSeconds=1).get("Messages", [])


def move_to_dead_letters(url, dead_letters):
    receives = 0
    for _ in range(MOST_RECEIVES):
        if messages(dead_letters) > 0:
            return receives
        receives += len(receive(url, 0))
    raise AssertionError(f"still in its queue after {receives} receives")


def delete_one(url):
    before = messages(url)
    [message] = receive(url, 30)
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return {"before": before, "body": message["Body"], "after": messages(url)}


stack, source, dead_letters = sys.argv[1:]
urls = {url.rsplit("/", 1)[-1]: url for url in sqs.list_queues(QueueNamePrefix=stack + "-")["QueueUrls"]}
print(
    json.dumps(
        {
            "queues": {name: queue(url) for name, url in urls.items()},
            "jobs": jobs(stack),
            "receives": move_to_dead_letters(urls[source], urls[dead_letters]),
            "deadLetters": delete_one(urls[dead_letters]),
        }
    )
)
