package io.hindsight.command.routing;

import io.axoniq.axonserver.grpc.MetaDataValue;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller's trace, in the metadata of what is passed on: one request is one trace. */
final class TraceMetadata {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private TraceMetadata() {}

  static Map<String, MetaDataValue> ofCaller() {
    Map<String, MetaDataValue> metadata = new HashMap<>();
    W3C.inject(
        Context.current(),
        metadata,
        (same, key, value) ->
            metadata.put(key, MetaDataValue.newBuilder().setTextValue(value).build()));
    return metadata;
  }

  static Context context(Map<String, MetaDataValue> metadata) {
    return W3C.extract(Context.root(), metadata, new Texts());
  }

  private static final class Texts implements TextMapGetter<Map<String, MetaDataValue>> {
    @Override
    public Iterable<String> keys(Map<String, MetaDataValue> metadata) {
      return metadata.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, MetaDataValue> metadata, String key) {
      MetaDataValue value = metadata == null ? null : metadata.get(key);
      return value == null ? null : value.getTextValue();
    }
  }
}
