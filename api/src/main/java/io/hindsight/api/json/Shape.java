package io.hindsight.api.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields that a JSON object may have, at most 64. */
public final class Shape {
  private final List<String> fields;
  private final Map<String, Long> bits = new HashMap<>();

  private Shape(List<String> fields) {
    if (fields.size() > Long.SIZE) {
      throw new IllegalArgumentException("at most 64 fields, got " + fields.size());
    }
    this.fields = fields;
    for (int i = 0; i < fields.size(); i++) {
      bits.put(fields.get(i), 1L << i);
    }
  }

  public static Shape of(String... fields) {
    return new Shape(List.of(fields));
  }

  public List<String> fields() {
    return fields;
  }

  /** One bit for a known field, 0 for an unknown one. */
  long bit(String field) {
    Long bit = bits.get(field);
    return bit == null ? 0 : bit;
  }
}
