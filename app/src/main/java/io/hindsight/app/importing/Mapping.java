package io.hindsight.app.importing;

import io.hindsight.app.client.CommandFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of a file's names hold our fields. Without a word about it, {@code user_id} is called
 * {@code user_id} or {@code userId}.
 */
public record Mapping(Map<String, String> theirs) {
  public static final Mapping NONE = new Mapping(Map.of());

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

  /** Their names for a field of ours, most wanted first. */
  List<String> candidates(String ours) {
    String mapped = theirs.get(ours);
    return mapped == null ? List.of(ours, InteractionRows.apiName(ours)) : List.of(mapped);
  }
}
