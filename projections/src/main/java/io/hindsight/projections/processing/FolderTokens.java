package io.hindsight.projections.processing;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.projections.source.SharedEventSource;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * The processor's token is the view's position. Storing the token is what flushes the view, so the
 * two cannot come apart. The data directory's lock makes the processor the only one; there are no
 * claims.
 */
final class FolderTokens implements TokenStore {
  private final ViewFolder<?> folder;
  private final SharedEventSource source;

  FolderTokens(ViewFolder<?> folder, SharedEventSource source) {
    this.folder = folder;
    this.source = source;
  }

  @Override
  public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
    if (token != null) {
      folder.flush(new LogPosition(token.position().orElseThrow()));
    }
  }

  @Override
  public TrackingToken fetchToken(String processor, int segment) {
    return source.tokenAt(folder.resume().value());
  }

  @Override
  public int[] fetchSegments(String processor) {
    return new int[] {0};
  }

  @Override
  public void extendClaim(String processor, int segment) {}

  @Override
  public void releaseClaim(String processor, int segment) {}
}
