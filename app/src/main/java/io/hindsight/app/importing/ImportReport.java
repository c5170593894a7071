package io.hindsight.app.importing;

import io.hindsight.app.importing.Part.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import did.
 *
 * @param continuedFrom rows that an earlier, broken run had brought in; the counts hold them too
 * @param exampleUser somebody of the data set
 * @param seconds of this run
 */
public record ImportReport(
    String title,
    URI url,
    Map<Target, Counts> counts,
    long continuedFrom,
    @Nullable String exampleUser,
    double seconds) {
  public ImportReport {
    counts = new EnumMap<>(counts);
  }

  /** False where nothing of it can be in the server. */
  public boolean broughtAnything() {
    return counts.values().stream().anyMatch(c -> c.stored() + c.duplicates() > 0);
  }

  /** Whether anything is in the server, or was before, that a model can learn from. */
  public boolean hasInteractions() {
    Counts interactions = counts.get(Target.INTERACTIONS);
    return interactions != null && interactions.stored() + interactions.duplicates() > 0;
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Imported " + title + " into " + url);
    lines.add(
        String.format(
            "  %-13s %12s %12s %12s %12s", "", "read", "stored", "duplicate", "rejected"));
    counts.forEach(
        (target, c) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %-13s %,12d %,12d %,12d %,12d",
                    target.title,
                    c.read(),
                    c.stored(),
                    c.duplicates(),
                    c.rejectedInAll())));
    counts.forEach((target, c) -> addRemarks(lines, target, c));
    long rows = counts.values().stream().mapToLong(Counts::read).sum() - continuedFrom;
    if (continuedFrom > 0) {
      lines.add(
          String.format(
              Locale.ROOT, "  %,d rows were brought in by an earlier run", continuedFrom));
    }
    lines.add(
        String.format(Locale.ROOT, "  %,d rows in %.1f s, %,.0f/s", rows, seconds, rows / seconds));
    return lines;
  }

  private static void addRemarks(List<String> lines, Target target, Counts c) {
    c.rejected()
        .forEach(
            (code, count) ->
                lines.add(
                    String.format(
                        Locale.ROOT, "  %s rejected for %s: %,d", target.title, code, count)));
    c.examples().forEach(example -> lines.add("    " + example));
    if (c.resentDuplicates() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %,d of the duplicate %s were sent twice after an interruption, so this import may"
                  + " have stored them itself",
              c.resentDuplicates(),
              target.title));
    }
    if (c.unknownItems() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %,d %s name items that are not in the catalog: stored, but an item is recommended"
                  + " only once POST /v1/items has brought it",
              c.unknownItems(),
              target.title));
    }
  }
}
