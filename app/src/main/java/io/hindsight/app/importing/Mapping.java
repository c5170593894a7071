package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Which of a file's names hold our fields. Without a word about it, {@code user_id} is called
 * {@code user_id} or {@code userId}, or in a header whatever else is spelled with these letters
 * ({@code User_ID}, {@code "user id"}), where one column alone is.
 */
public record Mapping(Map<String, String> theirs) {
  public static final Mapping NONE = new Mapping(Map.of());

  private static final Pattern NO_LETTER = Pattern.compile("[\\s_.-]");
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
                && (header.contains(name) || Mapping.NONE.columnOf(ours, header) < 0));
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

  /**
   * Where a field of ours stands in a header; negative where it does not.
   *
   * @throws CommandFailed if several columns could be it
   */
  int columnOf(String ours, List<String> header) {
    for (String name : candidates(ours)) {
      if (header.contains(name)) {
        return header.indexOf(name);
      }
    }
    if (theirs.containsKey(ours)) {
      return -1;
    }
    List<String> alike =
        header.stream().filter(name -> letters(name).equals(letters(ours))).toList();
    if (alike.size() > 1) {
      throw new CommandFailed(
          "the column " + ours + " could be " + String.join(" or ", alike),
          "say which: --map " + ours + "=" + alike.getFirst());
    }
    return alike.isEmpty() ? -1 : header.indexOf(alike.getFirst());
  }

  private static String letters(String name) {
    return NO_LETTER.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
