package io.hindsight.scoring.registry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Settings given as text: each is read once, and one that nobody reads is an error. */
public final class Settings {
  private final String algorithm;
  private final Map<String, String> given;
  private final Map<String, String> read = new TreeMap<>();

  public Settings(String algorithm, Map<String, String> given) {
    this.algorithm = algorithm;
    this.given = given;
  }

  public int integer(String name, int otherwise) {
    return read(name, otherwise, "a whole number", Integer::valueOf);
  }

  public double number(String name, double otherwise) {
    return read(name, otherwise, "a number", Double::valueOf);
  }

  private <T> T read(String name, T otherwise, String kind, Function<String, T> parse) {
    String text = given.get(name);
    try {
      T value = text == null ? otherwise : parse.apply(text.strip());
      read.put(name, String.valueOf(value));
      return value;
    } catch (NumberFormatException e) {
      throw new InvalidSettings("%s: %s must be %s, was %s".formatted(algorithm, name, kind, text));
    }
  }

  /** To be called after the last setting was read. */
  public Map<String, String> all() {
    var unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(read.keySet());
    if (!unknown.isEmpty()) {
      throw new InvalidSettings(
          "%s has no setting %s; it has %s".formatted(algorithm, unknown, read.keySet()));
    }
    return Collections.unmodifiableMap(read);
  }
}
