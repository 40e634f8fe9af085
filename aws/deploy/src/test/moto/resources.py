"""What moto 5.2.1 lacks of the resources that CloudFormation creates for this stack.

- Aliases of functions and HTTP APIs are created. Of resource types that moto does not know at all, the stack keeps the
  name.
- The deletion protection of a table follows its property.
- The code of a function must be in its bucket.
- `{{resolve:secretsmanager:NAME}}` is looked up.

`SURGETANK_API_ENDPOINT` is the endpoint of every HTTP API, if it is set.
"""

import os
import re

from moto.apigatewayv2.models import apigatewayv2_backends
from moto.awslambda import models as functions
from moto.awslambda.models import LambdaFunction, LambdaVersion, lambda_backends
from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel
from moto.dynamodb.models import Table, dynamodb_backends
from moto.secretsmanager.models import secretsmanager_backends

UNKNOWN_TYPES = [
    "AWS::ApiGatewayV2::ApiMapping",
    "AWS::ApiGatewayV2::Authorizer",
    "AWS::ApiGatewayV2::DomainName",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::ApiGatewayV2::Stage",
    "AWS::CloudWatch::Alarm",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
]


class Named:
    """A resource of which the stack keeps the name."""

    def __init__(self, name, delete=lambda: None):
        self.name = name
        self.remove = delete

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def has_cfn_attr(cls, attribute):
        return True

    @property
    def physical_resource_id(self):
        return self.name

    def get_cfn_attribute(self, attribute):
        return f"{self.name}.{attribute}"

    @classmethod
    def create_from_cloudformation_json(cls, name, written, account, region, **rest):
        return cls(name)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        return original_resource

    def delete(self, account, region):
        self.remove()

    def is_created(self):
        return True


def known(resource_type, model):
    body = {"cloudformation_type": staticmethod(lambda: resource_type)}
    type(resource_type.replace("::", ""), (model, CloudFormationModel), body)


class Alias(Named):
    @classmethod
    def create_from_cloudformation_json(cls, name, written, account, region, **rest):
        properties = written["Properties"]
        function, alias = properties["FunctionName"].split(":")[-1], properties["Name"]
        backend = lambda_backends[account][region]
        version = str(properties["FunctionVersion"]).split(":")[-1]
        created = backend.create_alias(alias, function, version, "", "")

        def remove():
            # A function takes its aliases with it.
            if any(one.function_name == function for one in backend.list_functions()):
                backend.delete_alias(alias, function)

        return cls(created.arn, remove)


class Api(Named):
    @classmethod
    def create_from_cloudformation_json(cls, name, written, account, region, **rest):
        backend = apigatewayv2_backends[account][region]
        properties = written["Properties"]
        api = backend.create_api("", {}, "", False, False, properties["Name"], "HTTP", "", {}, "")
        return cls(api.api_id, lambda: backend.delete_api(api.api_id))

    def get_cfn_attribute(self, attribute):
        usual = f"https://{self.name}.execute-api.amazonaws.com"
        return os.environ.get("SURGETANK_API_ENDPOINT", usual)


known("AWS::Lambda::Alias", Alias)
known("AWS::ApiGatewayV2::Api", Api)
for each in UNKNOWN_TYPES:
    known(each, Named)
parsing.get_model_list.cache_clear()
parsing.get_model_map.cache_clear()
parsing.get_name_type_map.cache_clear()

LambdaVersion.physical_resource_id = property(lambda self: self.version)
LambdaVersion.get_cfn_attribute = lambda self, attribute: self.version

create_table = Table.create_from_cloudformation_json.__func__


def with_protection(create):
    def created(cls, name, written, account, region, **rest):
        properties = dict(written["Properties"])
        properties["DeletionProtectionEnabled"] = is_protected(properties)
        return create(cls, name, {**written, "Properties": properties}, account, region, **rest)

    return classmethod(created)


def is_protected(properties):
    return str(properties.get("DeletionProtectionEnabled", False)).lower() == "true"


def update_table(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
    original_resource.deletion_protection_enabled = is_protected(cloudformation_json["Properties"])
    return original_resource


def delete_table(self, account, region):
    dynamodb_backends[account][region].delete_table(self.name)


Table.create_from_cloudformation_json = with_protection(create_table)
Table.update_from_cloudformation_json = classmethod(update_table)
Table.delete = delete_table

find_code = functions._validate_s3_bucket_and_key


def existing_code(account_id, partition, data):
    code = find_code(account_id, partition, data)
    if code is None:
        raise ValueError("Error occurred while GetObject. S3 Error Code: NoSuchKey.")
    return code


functions._validate_s3_bucket_and_key = existing_code
update_function = LambdaFunction.update_from_cloudformation_json.__func__


def with_code(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
    existing_code(account_id, "aws", cloudformation_json["Properties"]["Code"])
    return update_function(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name)


LambdaFunction.update_from_cloudformation_json = classmethod(with_code)

clean = parsing.clean_json
SECRET = re.compile(r"\{\{resolve:secretsmanager:([^:}]+)[^}]*}}")


def with_secrets(written, resources):
    if isinstance(written, str) and "{{resolve:secretsmanager" in written:
        backend = secretsmanager_backends[resources["AWS::AccountId"]][resources["AWS::Region"]]
        return SECRET.sub(lambda found: backend.get_secret_value(found[1], "", "")["SecretString"], written)
    return clean(written, resources)


parsing.clean_json = with_secrets
