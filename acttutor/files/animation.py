"""Animations: what Play shows, as GIF, or as MP4 where ffmpeg is installed."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from acttutor.base.errors import UserError
from acttutor.base.state.run import AnyRun
from acttutor.base.storage.atomic import replacing, said
from acttutor.files.page import Page
from acttutor.system.processes import quietly

Pixels = npt.NDArray[np.uint8]
Progress = Callable[[float], None]

#: GIF counts in hundredths of a second, and viewers slow down what is faster than this.
GIF_FRAMES_PER_SECOND = 25
MP4_FRAMES_PER_SECOND = 30
#: How long a step is waited for that is made in another process.
PATIENCE_S = 60.0


def frames(page: Page, run: AnyRun, steps: int, pictures: int) -> Iterator[Pixels]:
    """Yield the picture now, and then after equal numbers of steps, until the run ends.

    Args:
        page: shows the run.
        run: is moved on.
        steps: steps in all, 1 or more.
        pictures: pictures at most, the first one included.
    """
    shown = 0
    # What flashes is told by the time of the film, and not by how fast it is made.
    page.lab_figure.time_s = lambda: shown / MP4_FRAMES_PER_SECOND
    yield page.pixels()
    done = 0
    for number in range(1, min(pictures - 1, steps) + 1):
        due = round(number * steps / min(pictures - 1, steps))
        more = True
        while done < due and more:
            more = run.step()
            run.wait(PATIENCE_S)
            done += 1
        shown = number
        yield page.pixels()
        if not more:
            return


def write_animation(
    path: Path, pictures: Iterator[Pixels], count: int, progress: Progress = lambda _share: None
) -> None:
    """Write pictures into a ``.gif`` or ``.mp4`` file.

    Args:
        path: the file; its name tells the format.
        pictures: all of one shape, at least one.
        count: how many there will be, for the progress.
        progress: told the share that is done, from 0 to 1, after every picture.

    Raises:
        UserError: if the format is unknown or ffmpeg is missing, or the file cannot be written.
    """
    counted = _counted(pictures, count, progress)
    writers = {".gif": _write_gif, ".mp4": _write_mp4}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise UserError("files.no_option", field="out", value=path.suffix, options=".gif, .mp4")
    with said(path), replacing(path) as part:
        writer(part, counted)


def _counted(pictures: Iterator[Pixels], count: int, progress: Progress) -> Iterator[Pixels]:
    for number, picture in enumerate(pictures, start=1):
        yield picture
        progress(min(number / count, 1.0))


def _write_gif(path: Path, pictures: Iterator[Pixels]) -> None:
    images = (
        Image.fromarray(picture).quantize(256, dither=Image.Dither.NONE) for picture in pictures
    )
    first = next(images)
    duration_ms = 1000 // GIF_FRAMES_PER_SECOND
    first.save(
        path, "GIF", save_all=True, append_images=images, duration=duration_ms, loop=0, disposal=1
    )


def ffmpeg() -> str | None:
    """Return where ffmpeg is, or ``None`` if it is not installed."""
    return shutil.which("ffmpeg")


def _write_mp4(path: Path, pictures: Iterator[Pixels]) -> None:
    program = ffmpeg()
    if program is None:
        raise UserError("files.no_ffmpeg")
    process: Any = None
    try:
        for picture in pictures:
            height, width = (
                side // 2 * 2 for side in picture.shape[:2]
            )  # the codec wants even ones
            if process is None:
                process = _start_ffmpeg(program, path, width, height)
            process.stdin.write(np.ascontiguousarray(picture[:height, :width]).tobytes())
        process.stdin.close()
        if process.wait() != 0:
            raise UserError("files.unwritable", file=path.name, reason="ffmpeg")
    except BrokenPipeError:
        raise UserError("files.unwritable", file=path.name, reason="ffmpeg") from None
    finally:
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()


def _start_ffmpeg(program: str, path: Path, width: int, height: int) -> Any:
    command = [program, "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24"]
    command += ["-s", f"{width}x{height}", "-r", str(MP4_FRAMES_PER_SECOND), "-i", "-"]
    command += ["-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4", str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, **quietly())
