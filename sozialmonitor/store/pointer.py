"""The pointer: which release is published, and which ones were published before it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, field_validator

from sozialmonitor.domain.errors import StoreError
from sozialmonitor.domain.model import Model
from sozialmonitor.domain.os_errors import describe_os_error
from sozialmonitor.store.files import NotAFileError, read_file
from sozialmonitor.store.layout import POINTER
from sozialmonitor.store.manifest import is_release_id

REBUILD = "Mit ›python -m sozialmonitor build‹ neu veröffentlichen."
MOST_BEFORE = 9
_MOST_BYTES = 10_000


class _PointerFile(Model):
    release: str
    before: tuple[str, ...] = Field(default=(), max_length=MOST_BEFORE)

    @field_validator("release", "before")
    @classmethod
    def _check_ids(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        ids = (value,) if isinstance(value, str) else value
        if not all(is_release_id(item) for item in ids):
            raise ValueError("kein Name eines Datenstands")
        return value


@dataclass(frozen=True)
class Pointer:
    """What is published.

    Attributes:
        release: id of the published release.
        before: ids of those published directly before it, newest first. A pointer written by hand has none:
            whoever goes back takes back what came later.
    """

    release: str
    before: tuple[str, ...] = ()

    def follow(self, release: str) -> Pointer:
        """The pointer after publishing ``release`` on top of this one."""
        if release == self.release:
            return self
        before = [self.release, *(item for item in self.before if item not in (release, self.release))]
        return Pointer(release, tuple(before[:MOST_BEFORE]))


def has_release(releases: Path) -> bool:
    """Whether anything has been published at all."""
    return (releases / POINTER).exists()


def load_pointer(releases: Path) -> Pointer:
    """Read the pointer.

    Raises:
        StoreError: nothing is published, or the pointer is damaged.
    """
    path = releases / POINTER
    try:
        content = _PointerFile.model_validate_json(read_file(path, _MOST_BYTES), strict=True)
    except FileNotFoundError:
        raise StoreError(f"In {releases} ist noch nichts veröffentlicht. {REBUILD}") from None
    except NotADirectoryError:
        raise StoreError(f"{releases} ist kein Ordner mit Datenständen. Den richtigen Ordner angeben.") from None
    except (ValueError, NotAFileError):
        raise StoreError(f"Der Zeiger {path} ist beschädigt. {REBUILD}") from None
    except OSError as error:
        raise StoreError(f"Der Zeiger {path} lässt sich nicht lesen: {describe_os_error(error)}.") from None
    return Pointer(content.release, content.before)


def get_current_release(releases: Path) -> str:
    """Id of the published release; StoreError as for ``load_pointer``."""
    return load_pointer(releases).release
