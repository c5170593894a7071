package io.hindsight.scoring.registry;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Settings given as text: each is read once, and one that nobody reads is an error. */
public final class Settings {
  private static final String AUTO = "auto";

  private final String algorithm;
  private final Map<String, String> given;
  private final Map<String, String> read = new TreeMap<>();
  private final Map<String, String> unsaid = new TreeMap<>();
  private final Set<String> known = new TreeSet<>();

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

  /**
   * A number, or {@code auto}, the default.
   *
   * @param auto what stands for it, and cannot be given as a number
   */
  public double numberOrAuto(String name, double auto) {
    if (!given.getOrDefault(name, AUTO).strip().equals(AUTO)) {
      double value = number(name, auto);
      if (value == auto) {
        throw new InvalidSettings(
            "%s: %s must not be %s; auto finds it".formatted(algorithm, name, given.get(name)));
      }
      return value;
    }
    known.add(name);
    read.put(name, AUTO);
    return auto;
  }

  public String text(String name, String otherwise) {
    return read(name, otherwise, "a text", Function.identity());
  }

  /**
   * A name of an enum, in lower case with hyphens. Left out of {@link #all} where it is the
   * default: the model is the one that was trained before there was this setting, and keeps its
   * bytes.
   */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    known.add(name);
    String text = given.get(name);
    if (text == null || text.strip().equals(written(otherwise))) {
      unsaid.put(name, written(otherwise));
      return otherwise;
    }
    Set<String> names = new TreeSet<>();
    for (E value : otherwise.getDeclaringClass().getEnumConstants()) {
      if (text.strip().equals(written(value))) {
        read.put(name, written(value));
        return value;
      }
      names.add(written(value));
    }
    throw new InvalidSettings(
        "%s: %s must be one of %s, was %s".formatted(algorithm, name, names, text));
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private <T> T read(String name, T otherwise, String kind, Function<String, T> parse) {
    String text = given.get(name);
    try {
      T value = text == null ? otherwise : parse.apply(text.strip());
      known.add(name);
      read.put(name, String.valueOf(value));
      return value;
    } catch (NumberFormatException e) {
      throw new InvalidSettings("%s: %s must be %s, was %s".formatted(algorithm, name, kind, text));
    }
  }

  /** To be called after the last setting was read. */
  public Map<String, String> all() {
    var unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new InvalidSettings(
          "%s has no setting %s; it has %s".formatted(algorithm, unknown, known));
    }
    return Collections.unmodifiableMap(read);
  }

  /** As {@link #all}, with the choices that it leaves out: what a person wants to be told. */
  public Map<String, String> complete() {
    Map<String, String> complete = new TreeMap<>(all());
    complete.putAll(unsaid);
    return Collections.unmodifiableMap(complete);
  }
}
