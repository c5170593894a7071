package io.hindsight.readmodel.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as JSON. The same value gives the same bytes, so that a rebuilt view can be compared with
 * the live one.
 */
public final class RowCodec {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              was -> was.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  public byte[] write(Object value) {
    return mapper.writeValueAsBytes(value);
  }

  public <T> T read(byte[] json, Class<T> shape) {
    return mapper.readValue(json, shape);
  }
}
