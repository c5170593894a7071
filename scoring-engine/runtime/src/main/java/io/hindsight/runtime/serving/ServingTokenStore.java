package io.hindsight.runtime.serving;

import io.hindsight.contracts.log.LogPosition;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.LongFunction;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * The fold is its own token: where it stands is where reading goes on, after a start as after an
 * error. Storing a token is the end of a batch, and so the moment to publish.
 */
final class ServingTokenStore implements TokenStore {
  private final ServingCore core;
  private final LongFunction<TrackingToken> tokens;
  private final Tracer tracer;
  private final Runnable afterPublish;

  ServingTokenStore(
      ServingCore core, LongFunction<TrackingToken> tokens, Tracer tracer, Runnable afterPublish) {
    this.core = core;
    this.tokens = tokens;
    this.tracer = tracer;
    this.afterPublish = afterPublish;
  }

  @Override
  public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
    if (token == null) {
      return;
    }
    LogPosition upTo = new LogPosition(token.position().orElse(0));
    var span = tracer.spanBuilder("project " + ServingCore.NAME).startSpan();
    span.setAttribute("hindsight.position", upTo.value());
    try {
      core.publish(upTo);
      afterPublish.run();
    } finally {
      span.end();
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Axon: null is the beginning of the log
  public TrackingToken fetchToken(String processorName, int segment) {
    long position = core.position().value();
    return position == 0 ? null : tokens.apply(position);
  }

  // Called when a batch begins and, more to the point, when there is nothing to do.
  @Override
  public void extendClaim(String processorName, int segment) {
    core.idle();
  }

  @Override
  public void releaseClaim(String processorName, int segment) {}

  @Override
  public int[] fetchSegments(String processorName) {
    return new int[] {0};
  }
}
