package dev.microlog.web.app;

import dev.microlog.timeline.Timeline;
import dev.microlog.web.dom.Element;
import dev.microlog.web.dom.Input;
import dev.microlog.web.net.RecordingEntry;
import dev.microlog.web.page.Navigation;
import dev.microlog.web.page.PageContext;
import dev.microlog.web.page.part.Legend;
import dev.microlog.web.state.Frames;
import dev.microlog.web.state.PanelTab;
import dev.microlog.web.state.Sort;
import dev.microlog.web.state.Tab;
import dev.microlog.web.text.Words;
import dev.microlog.web.widget.Dialog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything one can do or go to, by typing a part of its name (Ctrl+P). */
final class CommandPalette {
  private static final int MAX_SHOWN = 60;

  private final PageContext page;
  private final Navigation navigation;
  private final List<Command> commands = new ArrayList<>();
  private final Element list = Element.of("ul").role("listbox").attribute("id", "palette-list");
  private final Element field = Element.of("input");
  private List<Command> shown = List.of();
  private int chosen;
  private final Dialog dialog;

  private record Command(String name, String hint, Runnable action) {}

  private CommandPalette(PageContext page) {
    this.page = page;
    navigation = page.navigation();
    dialog = new Dialog("dialog palette", Words.PALETTE);
    field.attribute("placeholder", Words.PALETTE_HINT).label(Words.PALETTE).role("combobox");
    field.attribute("aria-controls", "palette-list").attribute("aria-expanded", "true");
    field.onInput(this::fill);
    field.on("keydown", this::key);
    dialog.box().add(field, list);
    collect();
    fill();
    field.focus();
  }

  /** Shows the palette until something is chosen or it is closed. */
  static void open(PageContext page) {
    CommandPalette palette = new CommandPalette(page);
    palette.field.focus();
  }

  private void add(String name, String hint, Runnable action) {
    commands.add(new Command(name, hint, action));
  }

  private void collect() {
    for (Tab tab : Tab.values()) {
      add(
          Words.tab(tab),
          "" + (tab.ordinal() + 1),
          () -> navigation.go(navigation.state().withTab(tab)));
    }
    add(Words.FIT_ALL, "0", () -> navigation.go(navigation.state().withWindow(null)));
    add(
        Words.ONLY_MY_CODE,
        "m",
        () -> navigation.go(navigation.state().withOnlyMine(!navigation.state().onlyMine())));
    add(Words.THEME, "", page.theme()::toggle);
    add(Words.COLOURS_AND_PACKAGES, "", () -> Legend.open(page));
    add(
        Words.COLLAPSE_RECURSION,
        "",
        () -> {
          Frames frames = navigation.state().frames();
          navigation.goFrames(frames.withRecursionCollapsed(!frames.recursionCollapsed()));
        });
    add(Words.SOURCE_LINKS, "", page.sources()::settings);
    add(Words.HELP, "?", () -> Help.open());
    add(Words.DOWNLOAD, "", page.downloads()::recording);
    add(Words.EXPORT_HTML, "", page.downloads()::html);
    add(
        Words.panel(PanelTab.FINDINGS),
        "",
        () -> navigation.go(navigation.state().withTab(Tab.TIMELINE).withPanel(PanelTab.FINDINGS)));
    add(
        Words.panel(PanelTab.COMPARE),
        "",
        () -> navigation.go(navigation.state().withTab(Tab.TIMELINE).withPanel(PanelTab.COMPARE)));
    add(Words.EXPLAIN_SHOWN, "", page.explaining()::explainShown);
    for (Sort sort : Sort.values()) {
      add(Words.sort(sort), "", () -> navigation.go(navigation.state().withSort(sort)));
    }
    add(Words.SHOW_ALL_TRACKS, "", () -> navigation.go(navigation.state().withAllShown()));
    if (page.recording().scene() != null) {
      Timeline timeline = page.recording().scene().timeline();
      for (int thread = 0; thread < timeline.threads().size(); thread++) {
        String name = timeline.threads().displayName(thread);
        add(name, Words.THREAD, () -> navigation.go(navigation.state().withThreadFilter(name)));
      }
      for (int method = 0; method < timeline.methods().size(); method++) {
        String name = timeline.methods().qualifiedName(method);
        add(name, Words.METHOD, () -> page.searching().onlyMethod(name));
      }
    }
    for (RecordingEntry entry : page.recordings().entries()) {
      add(
          entry.app() + " " + entry.when(),
          Words.RECORDINGS,
          () -> navigation.openRecording(entry.app(), entry.id()));
    }
  }

  private void fill() {
    String wanted = field.value().toLowerCase(Locale.ROOT);
    List<Command> found = new ArrayList<>();
    for (Command command : commands) {
      if (found.size() < MAX_SHOWN && command.name().toLowerCase(Locale.ROOT).contains(wanted)) {
        found.add(command);
      }
    }
    shown = found;
    chosen = 0;
    draw();
  }

  private void draw() {
    list.clear();
    for (int i = 0; i < shown.size(); i++) {
      Command command = shown.get(i);
      String name = command.name();
      Element item = Element.of("li").role("option");
      item.attribute("aria-selected", i == chosen ? "true" : "false");
      item.add(
          Element.of("span").text(name.length() > 200 ? name.substring(0, 200) + "…" : name),
          Element.of("span", "dim", command.hint()));
      item.onClick(() -> run(command));
      list.add(item);
    }
    if (shown.isEmpty()) {
      list.add(Element.of("li", "dim", Words.NO_MATCH));
    }
  }

  private void key(Input input) {
    switch (input.key()) {
      case "ArrowDown" -> choose(input, 1);
      case "ArrowUp" -> choose(input, -1);
      case "Enter" -> {
        input.preventDefault();
        if (chosen < shown.size()) {
          run(shown.get(chosen));
        }
      }
      default -> {}
    }
  }

  private void choose(Input input, int step) {
    input.preventDefault();
    chosen = shown.isEmpty() ? 0 : Math.floorMod(chosen + step, shown.size());
    draw();
  }

  private void run(Command command) {
    dialog.close();
    command.action().run();
  }
}
