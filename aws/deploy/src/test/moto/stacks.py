"""What CloudFormation of moto 5.2.1 lacks for this stack.

- A template is read by the URL that this server gives it.
- A change set lists what a changed parameter changes. The parameters and outputs of a stack are those of the change set
  that was executed last.
- A stack has an event for each resource that is created, updated or deleted. What fails is rolled back. A deletion that
  fails ends in DELETE_FAILED. Such a stack cannot be updated.
- ValidateTemplate refuses nothing: moto has cfn-lint run for it, and takes warnings for errors.
"""

import re

import yaml
from moto.cloudformation import models, parsing, responses, utils
from moto.cloudformation.exceptions import ValidationError

# The parser in C takes a tenth of the time.
yaml.Loader = yaml.CLoader
yaml.add_multi_constructor("", utils.yaml_tag_constructor, Loader=yaml.CLoader)

read_url = utils.get_stack_from_s3_url


def from_url(template_url, account_id, partition):
    # moto takes the bucket from the path if the host is `localhost`.
    local = re.sub(r"^http://127\.0\.0\.1", "http://localhost", template_url)
    return read_url(local, account_id=account_id, partition=partition)


models.get_stack_from_s3_url = from_url
responses.get_stack_from_s3_url = from_url


def stack_of(resources):
    backend = models.cloudformation_backends[resources._account_id][resources._region_name]
    return backend.stacks[resources.stack_id]


def event(stack, resource, written, status, reason=None):
    # moto tries again what failed.
    if reason and any((one.logical_resource_id, one.resource_status_reason) == (resource, reason) for one in stack.events):
        return
    stack.events.append(
        models.Event(stack.stack_id, stack.name, resource, "", written["Type"], status, reason, None)
    )


def followed(act, name):
    def parsed(logical_id, written, resources, account_id, region_name):
        stack = stack_of(resources)
        try:
            resource = act(logical_id, written, resources, account_id=account_id, region_name=region_name)
        except Exception as refused:
            event(stack, logical_id, written, name + "_FAILED", str(refused))
            raise
        if resource is not None:
            event(stack, logical_id, written, name + "_COMPLETE")
        return resource

    return parsed


create_resource = followed(parsing.parse_and_create_resource, "CREATE")
update_resource = followed(parsing.parse_and_update_resource, "UPDATE")


def updated(logical_id, written, resources, **place):
    condition = written.get("Condition")
    if condition and not resources.lazy_condition_map[condition]:
        return None
    before = resources[logical_id]
    # A type that cannot be updated keeps its resource.
    return before and (update_resource(logical_id, written, resources, **place) or before)


parsing.parse_and_create_resource = create_resource
parsing.parse_and_update_resource = updated

delete_resource = parsing.ResourceMap._delete_resource


def delete_followed(self, resource, written):
    stack, logical_id = stack_of(self), resource.logical_resource_id
    try:
        delete_resource(self, resource, written)
    except Exception as refused:
        event(stack, logical_id, written, "DELETE_FAILED", str(refused))
        raise
    event(stack, logical_id, written, "DELETE_COMPLETE")


parsing.ResourceMap._delete_resource = delete_followed

actions = parsing.ResourceMap.build_change_set_actions
resource_diff = parsing.ResourceMap.build_resource_diff


def with_parameters(self):
    resources = self.stack.resource_map
    resources.build_resource_diff = lambda template: resource_diff(resources, template, self.parameters)
    try:
        changes = compare(self)
    finally:
        del resources.build_resource_diff
    for change in changes:
        resource = resources._parsed_resources.get(change.logical_resource_id)
        change.physical_resource_id = getattr(resource, "physical_resource_id", None)
    return changes


compare = models.ChangeSet.diff
models.ChangeSet.diff = with_parameters


def ended(stack, status, reason=None):
    stack.status = status
    stack.stack_status_reason = reason
    stack._add_stack_event(status, resource_status_reason=reason)


Backend = models.CloudFormationBackend
find_change_set = Backend.describe_change_set


def execute(self, change_set_name, stack_name=None):
    change_set = find_change_set(self, change_set_name)
    stack, kind = self.stacks[change_set.stack_id], change_set.change_set_type
    ended(stack, kind + "_IN_PROGRESS")
    parameters = dict(stack.parameters)
    try:
        change_set.apply()
    except Exception as refused:
        if kind == "CREATE":
            stack.template = change_set.template
        else:
            stack.parameters = parameters
            stack.resource_map.input_parameters = parameters
            stack.resource_map.resolved_parameters = {}
        rolled_back(stack, kind, str(refused))
        return
    stack.template = change_set.template
    stack._parse_template()
    stack.parameters = texts(stack.resource_map.resolved_parameters)
    stack.resource_map.input_parameters = stack.parameters
    stack.output_map = stack._create_output_map()
    ended(stack, kind + "_COMPLETE")
    del self.change_sets[change_set.change_set_id]


def rolled_back(stack, kind, reason):
    prefix = "ROLLBACK" if kind == "CREATE" else "UPDATE_ROLLBACK"
    try:
        if kind == "CREATE":
            stack.resource_map.delete()
        else:
            stack.resource_map.update(stack.template_dict, stack.parameters)
        ended(stack, prefix + "_COMPLETE", reason)
    except Exception as refused:
        ended(stack, prefix + "_FAILED", str(refused))


def delete_stack(self, name_or_stack_id):
    for stack in list(self.stacks.values()):
        if name_or_stack_id not in (stack.name, stack.stack_id):
            continue
        stack._add_stack_event("DELETE_IN_PROGRESS", resource_status_reason="User Initiated")
        try:
            stack.resource_map.delete()
        except Exception as refused:
            # moto would create the resources of outputs again when it describes the stack.
            stack.template_dict["Outputs"] = {}
            stack.output_map = stack._create_output_map()
            ended(stack, "DELETE_FAILED", str(refused))
            return
        ended(stack, "DELETE_COMPLETE")
        self.deleted_stacks[stack.stack_id] = self.stacks.pop(stack.stack_id)


def texts(parameters):
    return {name: str(value) for name, value in parameters.items()}


def has_parameters(self, others):
    return self.parameters == {**self.parameters, **texts(others)}


create_change_set = Backend.create_change_set


def defaults(template):
    """Of the parameters of a template. One that is not given has this value, whatever it was before."""
    written = yaml.load(template, Loader=yaml.CLoader).get("Parameters") or {}
    return {
        name: "true" if each["Default"] is True else "false" if each["Default"] is False else str(each["Default"])
        for name, each in written.items()
        if "Default" in each
    }


def create(self, stack_name, change_set_name, change_set_type, **rest):
    for stack in [one for one in self.stacks.values() if one.name == stack_name]:
        if change_set_type == "CREATE" and stack.status != "REVIEW_IN_PROGRESS":
            raise ValidationError(message=f"Stack [{stack_name}] already exists")
        if change_set_type == "CREATE":
            del self.stacks[stack.stack_id]
    for one in list(self.change_sets.values()):
        if (one.stack_name, one.change_set_name) == (stack_name, change_set_name):
            del self.change_sets[one.change_set_id]
    rest["parameters"] = {**defaults(rest["template"]), **texts(rest["parameters"])}
    return create_change_set(
        self, stack_name=stack_name, change_set_name=change_set_name, change_set_type=change_set_type, **rest
    )


def delete_change_set(self, change_set_name):
    for one in list(self.change_sets.values()):
        if change_set_name in (one.change_set_id, one.change_set_name):
            del self.change_sets[one.change_set_id]


FINAL = ["DELETE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED"]
Response = responses.CloudFormationResponse
respond = Response.create_change_set


def refuse_or_create(self):
    name = self._get_param("StackName")
    for stack in self.cloudformation_backend.stacks.values():
        if stack.name == name and stack.status in FINAL:
            refusal = f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated."
            raise ValidationError(message=refusal)
    return respond(self)


Response.create_change_set = refuse_or_create
models.validate_template_cfn_lint = lambda template: []
Backend.delete_change_set = delete_change_set
Backend.execute_change_set = execute
Backend.delete_stack = delete_stack
Backend.create_change_set = create
models.Stack.has_parameters = has_parameters
