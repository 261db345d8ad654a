"""The voice of the system: Windows' own, that of macOS, or speech-dispatcher on Linux."""

import logging
import shutil
import subprocess

from acttutor.system.names import is_macos, is_windows
from acttutor.system.processes import quietly

log = logging.getLogger(__name__)

#: Reads the sentences from its input, in a voice of their language if there is one.
_OF_WINDOWS = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, [cultureinfo]'{language}') }} "
    "catch {{ }}; $voice.Speak([Console]::In.ReadToEnd())"
)
#: Voices of macOS by language; the usual one speaks English.
_OF_MACOS = {"ja": ("-v", "Kyoko")}


def _program() -> str:
    if is_windows():
        return "powershell"
    return "say" if is_macos() else "spd-say"


def can_speak() -> bool:
    """Tell whether the system has a voice that this program knows of."""
    return shutil.which(_program()) is not None


def _command(language: str) -> list[str]:
    """Return what speaks its input."""
    program = _program()
    if is_windows():
        return [program, "-NoProfile", "-Command", _OF_WINDOWS.format(language=language)]
    if is_macos():
        return [program, *_OF_MACOS.get(language, ()), "-f", "-"]
    return [program, "--pipe-mode", "--wait", "--language", language]


class Voice:
    """Says one thing at a time."""

    def __init__(self) -> None:
        self._speaking: subprocess.Popen[bytes] | None = None

    def say(self, text: str, language: str) -> None:
        """Speak a text, in the place of what is being said; nothing happens without a voice."""
        self.stop()
        try:
            speaking = subprocess.Popen(
                _command(language),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **quietly(),
            )
            assert speaking.stdin is not None
            # A few sentences: less than any pipe holds.
            speaking.stdin.write(text.encode("utf-8"))
            speaking.stdin.close()
        except OSError:
            log.info("nothing speaks here", exc_info=True)
            return
        self._speaking = speaking

    def stop(self) -> None:
        """Be silent."""
        speaking, self._speaking = self._speaking, None
        if speaking is None:
            return
        if speaking.poll() is None:
            speaking.kill()
            if not is_windows() and not is_macos():
                # What speaks is another process, which goes on without its client.
                subprocess.run([_program(), "--cancel"], check=False, timeout=2.0)
        speaking.wait()
