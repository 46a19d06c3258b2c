"""A form: fields below each other under their headings, scrolled to the one that is typed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.strip import Strip
from textual.widget import Widget

from screens.marks import RULE
from screens.shown import shown
from screens.widgets.field import Field
from screens.widgets.field_row import FieldRow

__all__ = ["Field", "FieldRow", "Form"]


class FormSection(Widget):
    """The heading of some fields."""

    DEFAULT_CSS = """
    FormSection {
        height: 1;
        margin: 1 0 0 0;
        color: $primary;
        text-style: bold;
        & > .form-section--rule { color: $panel; text-style: not bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"form-section--rule"}

    def __init__(self, title: str) -> None:
        """Show `title`."""
        super().__init__()
        self._title = title

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        title = shown(self._title, width)
        rule = self.rich_style + self.get_component_rich_style("form-section--rule", partial=True)
        strip = Strip([Segment(f"{title} ", self.rich_style)])
        rest = max(0, width - strip.cell_length)
        return Strip([*strip, Segment(RULE * rest, rule)]).adjust_cell_length(width, self.rich_style)


class Form(VerticalScroll, can_focus=False, inherit_bindings=False):
    """All the fields, scrolled to the one that is typed in."""

    DEFAULT_CSS = """
    Form {
        height: 1fr;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        & > .form--label { color: $text-muted; }
        & > .form--marker { color: $primary; text-style: bold; }
        & > .form--marked { color: $foreground; }
        & > .form--quiet { color: $text-muted; }
        & > .form--chosen { color: $foreground; }
        & > .form--understood { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "form--label",
        "form--marker",
        "form--marked",
        "form--quiet",
        "form--chosen",
        "form--understood",
    }

    def __init__(self, fields: Sequence[Field], *, id: str | None = None) -> None:  # noqa: A002
        """Show `fields`, empty."""
        super().__init__(id=id)
        self.rows = tuple(FieldRow(field, self._look) for field in fields)
        self._looks: dict[str, Style] = {}

    def compose(self) -> ComposeResult:
        """Lay out the fields under their headings."""
        for row in self.rows:
            if row.field.section:
                yield FormSection(row.field.section)
            yield row

    @property
    def row(self) -> FieldRow | None:
        """The field that is typed in."""
        return next((row for row in self.rows if row.is_typed_in), None)

    def row_of(self, key: str) -> FieldRow:
        """Return the field with this key.

        Raises:
            KeyError: there is none.
        """
        for row in self.rows:
            if row.field.key == key:
                return row
        raise KeyError(key)

    def go_to(self, row: FieldRow) -> None:
        """Type in `row` from now on."""
        row.open()
        self.screen.set_focus(row.editor, scroll_visible=False)
        self.show(row)

    def on_resize(self) -> None:
        """Keep the field that is typed in in view."""
        self._keep_in_view()

    @on(FieldRow.Grown)
    def _keep_in_view(self) -> None:
        row = self.row
        if row is not None:
            self.show(row)

    def show(self, row: FieldRow) -> None:
        """Have `row` in view: where it is not, by a third of a screenful, so that few moves scroll."""
        region, height = row.virtual_region, self.scrollable_content_region.height
        if height <= 0:
            # Not laid out yet: the first field is in view then.
            return
        top = 0 if row is self.rows[0] else region.y
        offset = self.scroll_offset.y
        if top < offset or region.bottom > offset + height:
            self._show_from(min(top, region.bottom - height + height // 3))

    def show_section(self, row: FieldRow) -> None:
        """Have the section that begins with `row` in view from its heading on."""
        self._show_from(0 if row is self.rows[0] else row.virtual_region.y - 1)

    def _show_from(self, offset: int) -> None:
        self.scroll_to(y=max(0, offset), animate=False)

    def notify_style_update(self) -> None:
        """Look the colours up again."""
        self._looks.clear()
        super().notify_style_update()

    def _look(self, name: str) -> Style:
        style = self._looks.get(name)
        if style is None:
            style = self._looks[name] = self.get_component_rich_style(f"form--{name}", partial=True)
        return style
