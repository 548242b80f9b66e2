"""`emotate user create NAME --role ROLE`"""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import Refused
from accounts.models import Role
from accounts.services import user_create


class Command(BaseCommand):
    help = "Create the people who sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        create = acts.add_parser("create", help="create a person who can sign in")
        create.add_argument("name", help="the name to sign in with")
        create.add_argument("--role", required=True, choices=Role.values)
        create.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from the first line of standard input",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            password = (
                sys.stdin.readline().rstrip("\r\n")
                if options["password_stdin"]
                else getpass.getpass("Password: ")
            )
        except EOFError as error:
            raise CommandError(
                "No password was given; nobody was created.", returncode=2
            ) from error
        try:
            user = user_create(username=options["name"], role=options["role"], password=password)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from refused
        self.stdout.write(f"User '{user.username}' ({user.role}) can sign in.")
