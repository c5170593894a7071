package io.hindsight.api.json;

import java.io.InputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** The one factory of parsers for bodies. */
public final class StrictJson {
  /** Deep enough for any record of ours; deeper input only wants to hurt. */
  public static final int MAX_DEPTH = 32;

  static final int MAX_STRING = 64 * 1024;
  private static final int MAX_NAME = 1_000;
  private static final int MAX_NUMBER = 100;

  // The pool that Jackson takes by default is shared by all threads; request threads are few and
  // live long, so one of their own is cheaper for lines that are parsed by the hundred thousand.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private StrictJson() {}

  public static JsonParser parse(InputStream body) {
    return FACTORY.createParser(ObjectReadContext.empty(), body);
  }

  static JsonParser parse(byte[] bytes, int from, int length) {
    return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length);
  }
}
