package io.hindsight.api.positions;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;

/**
 * An answer that comes later, such as when a list's receipt is on disk. No thread waits for it
 * meanwhile: {@link EventualAnswers} sends it.
 *
 * @param within how long its client is kept waiting
 */
public record Eventual<D>(CompletableFuture<ResponseEntity<D>> answer, Duration within) {}
