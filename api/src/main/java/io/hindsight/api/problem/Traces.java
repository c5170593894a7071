package io.hindsight.api.problem;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The trace of a request, also where its span has ended already. */
final class Traces {
  static final String ATTRIBUTE = Traces.class.getName();

  private Traces() {}

  static @Nullable String current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : null;
  }

  static @Nullable String of(HttpServletRequest request) {
    String current = current();
    return current != null ? current : (String) request.getAttribute(ATTRIBUTE);
  }
}
