package io.hindsight.readmodel.sqlite;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as JSON. The same value gives the same bytes, so that a rebuilt view can be compared with
 * the live one.
 */
final class RowCodec {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              was -> was.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  byte[] write(Object value) {
    return mapper.writeValueAsBytes(value);
  }

  <T> T read(byte[] json, Class<T> shape) {
    return mapper.readValue(json, shape);
  }
}
