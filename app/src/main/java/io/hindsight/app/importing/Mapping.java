package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Which of a file's names hold our fields. Without a word about it, {@code user_id} is called
 * {@code user_id} or {@code userId}.
 */
public record Mapping(Map<String, String> theirs) {
  public static final Mapping NONE = new Mapping(Map.of());

  private static final Set<String> PAIR = Set.of("user_id", "item_id");

  public Mapping {
    theirs = new TreeMap<>(theirs);
    theirs.keySet().stream()
        .filter(ours -> !InteractionRows.FIELDS.contains(ours))
        .findFirst()
        .ifPresent(
            ours -> {
              throw new CommandFailed(
                  "--map knows no field " + ours,
                  "ours are " + String.join(", ", InteractionRows.FIELDS));
            });
  }

  /** Reads {@code ours=theirs,ours=theirs}. */
  public static Mapping parse(String text) {
    Map<String, String> theirs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new CommandFailed(
            "--map cannot read " + pair, "write ours=theirs,… such as user_id=visitor,type=event");
      }
      theirs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return new Mapping(theirs);
  }

  /** Only what names users and items, and by our own names where a header has these instead. */
  Mapping ofPairs(List<String> header) {
    return where(
        (ours, name) ->
            PAIR.contains(ours)
                && (header.contains(name)
                    || Mapping.NONE.candidates(ours).stream().noneMatch(header::contains)));
  }

  /**
   * Without fields that a file lacks, users and items excepted.
   *
   * @param first the file's first record
   */
  Mapping within(List<String> first) {
    return where((ours, name) -> PAIR.contains(ours) || isIn(first, name));
  }

  private static boolean isIn(List<String> first, String name) {
    return name.matches("#[1-9]\\d{0,3}")
        ? Integer.parseInt(name.substring(1)) <= first.size()
        : first.contains(name) || name.startsWith("#");
  }

  private Mapping where(BiPredicate<String, String> kept) {
    Map<String, String> some = new TreeMap<>(theirs);
    some.entrySet().removeIf(field -> !kept.test(field.getKey(), field.getValue()));
    return new Mapping(some);
  }

  /** Their names for a field of ours, most wanted first. */
  List<String> candidates(String ours) {
    String mapped = theirs.get(ours);
    return mapped == null ? List.of(ours, InteractionRows.apiName(ours)) : List.of(mapped);
  }
}
