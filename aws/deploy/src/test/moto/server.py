#!/usr/bin/env python3
"""moto_server 5.2.1, and what it lacks for this stack.

- SQS: `RedriveAllowPolicy`; `Policy` outlives a `SetQueueAttributes` that does not name it;
  `RedrivePolicy` is returned as it was written.
  A message stays in its queue: no function is run.
- API Gateway: a domain name is available as soon as it is there, and has no mutual TLS that was not asked for.
- Lambda: `SnapStart` is kept; an event source mapping keeps the alias that it was given.
- CloudFormation: `resources.py` and `stacks.py`.

If `SURGETANK_DELETIONS` is `retried`, the reply to the deletion of a queue or of its policy is that of a retry: the queue
does not exist. After any other reply, Terraform's provider waits for 25 to 42 s.

The arguments are those of moto_server.
"""

import json
import os
import sys

from moto.apigatewayv2.models import DomainName
from moto.awslambda.models import EventSourceMapping, LambdaFunction
from moto.server import main
from moto.sqs.exceptions import QueueDoesNotExist
from moto.sqs.models import Queue, SQSBackend

Queue.BASE_ATTRIBUTES = Queue.BASE_ATTRIBUTES + ["RedriveAllowPolicy"]

set_attributes = Queue._set_attributes
attributes = Queue.attributes.fget


def set_queue_attributes(self, given, now=None):
    if not hasattr(self, "redrive_allow_policy"):
        self.redrive_allow_policy = None
    policy = getattr(self, "policy", None)
    set_attributes(self, given, now)
    if "Policy" not in given:
        self.policy = policy
    if self.redrive_allow_policy == "":
        self.redrive_allow_policy = None


def queue_attributes(self):
    result = attributes(self)
    if result.get("RedrivePolicy"):
        result["RedrivePolicy"] = json.dumps(json.loads(result["RedrivePolicy"]), separators=(",", ":"))
    return result


Queue._set_attributes = set_queue_attributes
Queue.attributes = property(queue_attributes)

Queue.lambda_event_source_mappings = property(lambda self: {}, lambda self, mappings: None)


def with_reply_of_a_retry(change, is_deletion):
    def changed(self, *given, **named):
        result = change(self, *given, **named)
        if is_deletion(*given, **named):
            raise QueueDoesNotExist()
        return result

    return changed


if os.environ.get("SURGETANK_DELETIONS") == "retried":
    SQSBackend.delete_queue = with_reply_of_a_retry(SQSBackend.delete_queue, lambda queue_name: True)
    SQSBackend.set_queue_attributes = with_reply_of_a_retry(
        SQSBackend.set_queue_attributes, lambda queue_name, attributes: list(attributes.values()) == [""]
    )

create_function = LambdaFunction.__init__
get_configuration = LambdaFunction.get_configuration
update_configuration = LambdaFunction.update_configuration


def create(self, *given, **named):
    create_function(self, *given, **named)
    spec = named.get("spec") or next((one for one in given if isinstance(one, dict)), {})
    self._snap_start = (spec.get("SnapStart") or {}).get("ApplyOn", "None")


def configuration(self, on_create=False):
    result = get_configuration(self, on_create)
    is_on = self._snap_start != "None" and str(self.version) != "$LATEST"
    result["SnapStart"] = {"ApplyOn": self._snap_start, "OptimizationStatus": "On" if is_on else "Off"}
    return result


def update(self, config):
    if "SnapStart" in config:
        self._snap_start = config["SnapStart"].get("ApplyOn", "None")
    return update_configuration(self, config)


LambdaFunction.__init__ = create
LambdaFunction.get_configuration = configuration
LambdaFunction.update_configuration = update

create_mapping = EventSourceMapping.__init__
mapping_configuration = EventSourceMapping.get_configuration


def create_event_source_mapping(self, spec):
    create_mapping(self, spec)
    name = spec.get("FunctionName", "")
    self._function = name if name.startswith("arn:") else None


def event_source_mapping(self):
    result = mapping_configuration(self)
    if getattr(self, "_function", None):
        result["FunctionArn"] = self._function
    return result


EventSourceMapping.__init__ = create_event_source_mapping
EventSourceMapping.get_configuration = event_source_mapping

domain_name = DomainName.to_json


def available_domain_name(self):
    result = domain_name(self)
    for configuration in result["domainNameConfigurations"]:
        configuration["domainNameStatus"] = "AVAILABLE"
    if not result["mutualTlsAuthentication"]:
        del result["mutualTlsAuthentication"]
    return result


DomainName.to_json = available_domain_name

import resources  # noqa: E402, F401
import stacks  # noqa: E402, F401

if __name__ == "__main__":
    main(sys.argv[1:])
