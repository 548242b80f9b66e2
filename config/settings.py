"""Settings, read from the environment. Everything has a default that needs no installation.

EMOTATE_HOME           folder of the private database, media and releases (~/.emotate)
DATABASE_URL           a PostgreSQL of yours; unset: a private server is started
CELERY_BROKER_URL      Redis or RabbitMQ; unset: queues inside PostgreSQL
EMOTATE_SECRET_KEY     or EMOTATE_SECRET_KEY_FILE; unset: a random one is kept in EMOTATE_HOME
EMOTATE_HOSTS          comma-separated host names that the server answers to
EMOTATE_HTTPS          true where a proxy ends TLS in front of the server
EMOTATE_UPLOAD_DAYS    after how many days an upload that nobody used is removed (7)
EMOTATE_LOG_LEVEL      DEBUG, INFO, WARNING (default) or ERROR
EMOTATE_DEBUG          true for tracebacks in the browser; never on a network
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from config.services.broker import TRANSPORT_OPTIONS, broker_url
from config.services.home import home, secret_key
from config.services.postgres import EmbeddedPostgres

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

EMOTATE_HOME = home()
DEBUG = env.bool("EMOTATE_DEBUG", default=False)
SECRET_KEY = env.get_value("EMOTATE_SECRET_KEY", default=None) or (
    Path(env.str("EMOTATE_SECRET_KEY_FILE")).read_text().strip()
    if "EMOTATE_SECRET_KEY_FILE" in env.ENVIRON
    else secret_key()
)
ALLOWED_HOSTS = env.list("EMOTATE_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
HTTPS = env.bool("EMOTATE_HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "accounts",
    "jobs",
    "ingestion",
    "autolabel",
    "annotation",
    "releases",
    "config",
]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sessions.Backend"]
SESSION_ENGINE = "accounts.sessions"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES: list[dict[str, object]] = []

DATABASE_EMBEDDED = "DATABASE_URL" not in env.ENVIRON
DATABASE_DSN = (
    EmbeddedPostgres(EMOTATE_HOME).dsn() if DATABASE_EMBEDDED else env.str("DATABASE_URL")
)
if not DATABASE_DSN.startswith(("postgres://", "postgresql://")):
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with '{DATABASE_DSN.split(':')[0]}:'; Emotate runs on PostgreSQL "
        "only: postgresql://user:password@host:5432/name"
    )
# A small pool: a request holds a connection for milliseconds, and a server of two cores answers
# eight at once faster than thirty-two.
_parts = conninfo_to_dict(DATABASE_DSN)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _parts.pop("dbname", ""),
        "USER": _parts.pop("user", ""),
        "PASSWORD": _parts.pop("password", ""),
        "HOST": _parts.pop("host", ""),
        "PORT": _parts.pop("port", ""),
        "OPTIONS": {
            **_parts,
            "pool": {"min_size": 1, "max_size": 8, "timeout": 30},
            # Statements that come again and again are planned once: half of PostgreSQL's work.
            "server_side_binding": True,
            "prepare_threshold": 5,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

BROKER_EMBEDDED = "CELERY_BROKER_URL" not in env.ENVIRON
CELERY_BROKER_URL = broker_url(DATABASE_DSN) if BROKER_EMBEDDED else env.str("CELERY_BROKER_URL")
CELERY_BROKER_TRANSPORT_OPTIONS = TRANSPORT_OPTIONS if BROKER_EMBEDDED else {}

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATIC_URL = "/static/"
WHITENOISE_ROOT = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
WHITENOISE_INDEX_FILE = False
MEDIA_ROOT = EMOTATE_HOME / "media"
RELEASES_ROOT = EMOTATE_HOME / "releases"
UPLOADS_ROOT = EMOTATE_HOME / "uploads"
UPLOADS_KEPT_DAYS = env.int("EMOTATE_UPLOAD_DAYS", default=7)
if UPLOADS_KEPT_DAYS < 1:
    raise ImproperlyConfigured(
        f"EMOTATE_UPLOAD_DAYS is {UPLOADS_KEPT_DAYS}; it is a whole number of days, at least 1."
    )
CARDS_ROOT = EMOTATE_HOME / "cards"
# Files above this size are written to disk while they arrive.
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 << 20

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "EXCEPTION_HANDLER": "config.errors.answer",
    "PAGE_SIZE": 50,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Emotate",
    "DESCRIPTION": "Soft-labelled emotion data sets, from raw media to a citable release.",
    "VERSION": "0.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    # A name for each set of choices, so that the types of the client keep theirs.
    "ENUM_NAME_OVERRIDES": {
        "RoleEnum": "accounts.models.Role",
        "MemberRoleEnum": "annotation.models.people.MemberRole",
        "ProjectStateEnum": "annotation.models.projects.ProjectState",
        "ItemRoleEnum": "annotation.models.projects.ItemRole",
        "ShownRoleEnum": "annotation.api.task_shapes.SHOWN_ROLES",
        "ParticipantStateEnum": "annotation.models.recruiting.ParticipantState",
        "PresentationArmEnum": "annotation.policy.PRESENTATIONS",
        "AssignmentStateEnum": "annotation.models.rating.AssignmentState",
        "JobStateEnum": "jobs.models.JobState",
        "ItemStateEnum": "jobs.models.ItemState",
        "MediaEnum": "ingestion.models.Media",
        "KindEnum": "annotation.api.results.KIND_CHOICES",
        "ImportKindEnum": "annotation.imports.KINDS",
        "EncodingEnum": "annotation.imports.tables.encodings.NAMES",
        "SystemMeasureEnum": "affect.systems.MEASURES",
        "WithdrawalKindEnum": "releases.withdrawal.targets.KINDS",
    },
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("EMOTATE_LOG_LEVEL", default="WARNING")},
}
