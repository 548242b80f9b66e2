"""A data package as frictionless reads it: whether it is valid, and the rows of its tables."""

import json
import os
import sys

from frictionless import Package, validate

os.chdir(json.load(sys.stdin)["folder"])
report = validate("datapackage.json")
package = Package("datapackage.json")
tables = {
    resource.name: [row.to_dict() for row in resource.read_rows()] for resource in package.resources
}
errors = report.flatten(["type", "message"])
print(
    json.dumps(
        {"about": package.to_dict(), "valid": report.valid, "errors": errors, "tables": tables},
        default=str,
    )
)
