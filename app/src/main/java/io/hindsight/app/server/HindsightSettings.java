package io.hindsight.app.server;

import io.hindsight.api.settings.ApiSettings;
import io.hindsight.command.intake.GroupCommitSettings;
import io.hindsight.contracts.retention.RetentionPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Everything under {@code hindsight.*}. An unknown key stops the start.
 *
 * @param data the data directory
 * @param log where the log is: sqlite, postgresql or axon-server
 * @param views where the views are: sqlite or mongodb
 * @param role worker: does everything; serving: answers and takes facts in beside a worker
 * @param worker where the worker can be found, for those who ask a serving node what only it does
 * @param models the directory of models' artifacts, which all nodes share; null: models in the data
 *     directory
 * @param retention how long interactions are kept, by type; others are kept for ever
 */
@Validated
@ConfigurationProperties(prefix = "hindsight", ignoreUnknownFields = false)
public record HindsightSettings(
    @DefaultValue("data") Path data,
    @DefaultValue("sqlite") LogKind log,
    @DefaultValue("sqlite") ViewsKind views,
    @DefaultValue("worker") Role role,
    @Nullable String worker,
    @Nullable Path models,
    @Valid @Nullable Postgresql postgresql,
    @Valid @Nullable AxonServer axonServer,
    @Valid @Nullable Mongodb mongodb,
    @Valid @DefaultValue Keys keys,
    @Valid @DefaultValue Integrity integrity,
    @Valid @DefaultValue Intake intake,
    @Valid @DefaultValue Reads reads,
    @Valid @DefaultValue Serving serving,
    @Valid @DefaultValue Training training,
    @Valid @DefaultValue Erasure erasure,
    @Nullable Map<String, String> retention,
    @Valid @DefaultValue Past past,
    @DefaultValue ApiSettings api) {

  /** Refuses what cannot be. */
  public HindsightSettings {
    retention = retention == null ? Map.of() : Map.copyOf(retention);
    RetentionSettings.policies(retention);
  }

  List<RetentionPolicy> retentionPolicies() {
    return RetentionSettings.policies(retention == null ? Map.of() : retention);
  }

  public enum LogKind {
    SQLITE,
    POSTGRESQL,
    AXON_SERVER
  }

  public enum ViewsKind {
    SQLITE,
    MONGODB
  }

  /** What a node does. */
  public enum Role {
    WORKER,
    SERVING
  }

  public enum KeysKind {
    SQLITE,
    POSTGRESQL
  }

  boolean isWorker() {
    return role == Role.WORKER;
  }

  /** The log's database where {@code hindsight.log=postgresql}. */
  public record Postgresql(@NotNull String url, @NotNull String user, @NotNull String password) {
    @Override
    public String toString() {
      return "Postgresql[user=" + user + "]";
    }
  }

  /**
   * The log's server where {@code hindsight.log=axon-server}.
   *
   * @param address {@code host:port}, or several of them with commas in between
   * @param context which holds this log and nothing else
   * @param token of an application that may read and append there, where the server wants one
   * @param certificate of whom to trust where that is none of the authorities that the JDK knows;
   *     implies {@code tls}
   */
  public record AxonServer(
      @NotNull String address,
      @DefaultValue("default") String context,
      @Nullable String token,
      @DefaultValue("false") boolean tls,
      @Nullable Path certificate) {
    @Override
    public String toString() {
      return "AxonServer[address=" + address + ", context=" + context + "]";
    }
  }

  /** The views' database where {@code hindsight.views=mongodb}. */
  public record Mongodb(@NotNull String uri) {
    @Override
    public String toString() {
      return "Mongodb(not printed)";
    }
  }

  /**
   * @param store where they are: sqlite, or postgresql, which several nodes may share
   * @param postgresql their database there; null: the log's
   * @param masterKey 256 bits in base64; without one the server keeps its own in the data directory
   * @param beginAnew whether new keys are made for a log whose keys are lost: everybody in it stays
   *     unknown for ever
   */
  public record Keys(
      @DefaultValue("sqlite") KeysKind store,
      @Valid @Nullable Postgresql postgresql,
      @Nullable String masterKey,
      @DefaultValue("false") boolean beginAnew) {
    @Override
    public String toString() {
      return "Keys(not printed)";
    }
  }

  /**
   * @param sealing whether the log is sealed at all
   * @param sealEvery the log is sealed after so many events at the latest, 10 to 100,000
   * @param sealWithin and so long after an event at the latest
   * @param key the file of the key that signs, best outside of the data directory; null: {@code
   *     seal.key} in it
   */
  public record Integrity(
      @DefaultValue("true") boolean sealing,
      @DefaultValue("10000") @Min(10) @Max(100_000) int sealEvery,
      @DefaultValue("1m") Duration sealWithin,
      @Nullable Path key) {}

  /**
   * @param futureTolerance how far ahead of our clock an interaction may claim to have happened
   * @param earliest and how long ago
   */
  public record Intake(
      @DefaultValue("5m") Duration futureTolerance,
      @DefaultValue("1990-01-01T00:00:00Z") Instant earliest) {}

  /**
   * @param patience how long a read waits for the position it asks for
   */
  public record Reads(@DefaultValue("2s") Duration patience) {}

  /**
   * @param epochEvents popularity and trending are counted anew after so many events at the latest
   * @param epochInterval and after so long, where anything happened
   * @param checkpointEvents a checkpoint of the serving state is written after so many events at
   *     the latest; sooner while it is small
   * @param checkpointsKept the newest two, the others spread over the log: the more, the less is
   *     refolded to reproduce an old list
   * @param checkpointsSize more than that are kept while all of them take less
   * @param personEntries how many interactions of how ever many people are held in memory
   * @param rankingMemory for what models made of people, kept until they do something; 0 keeps none
   * @param answerMemory for lists as they were told, kept until something about them changes; 0
   *     keeps none
   * @param receiptsPerEvent how many receipts of one commit share an event; 1 gives each its own
   * @param tailSize how much of the heap may hold what people did since the history view's position
   * @param trendingHalfLife after which an interaction counts half as much for what is trending: 1
   *     to 168 whole hours
   */
  public record Serving(
      @DefaultValue("100000") @Positive int epochEvents,
      @DefaultValue("1s") Duration epochInterval,
      @DefaultValue("250000") @Positive int checkpointEvents,
      @DefaultValue("16") @Min(2) int checkpointsKept,
      @DefaultValue("256MB") DataSize checkpointsSize,
      @DefaultValue("4000000") @Positive long personEntries,
      @DefaultValue("64MB") DataSize rankingMemory,
      @DefaultValue("64MB") DataSize answerMemory,
      @DefaultValue("64") @Min(1) @Max(GroupCommitSettings.MOST_RECEIPTS) int receiptsPerEvent,
      @DefaultValue("128MB") DataSize tailSize,
      @DefaultValue("48h") Duration trendingHalfLife) {}

  /**
   * @param patience how long a step may be silent before it is tried again
   * @param resends how often, before it is reported as delayed
   */
  public record Erasure(
      @DefaultValue("15s") Duration patience, @DefaultValue("4") @Min(0) int resends) {}

  /**
   * @param maxEvents so many events are folded for one answer about the past, and no more
   */
  public record Past(@DefaultValue("1000000") @Positive long maxEvents) {}

  /**
   * @param atStart whether a server that has interactions but no model asks for a training
   * @param patience how long a training may be silent before it is asked for again
   * @param resends how often that is done before it is given up
   * @param threads of one training, which make no difference to a model; 0 for all processors but
   *     one
   */
  public record Training(
      @DefaultValue("true") boolean atStart,
      @DefaultValue("1m") Duration patience,
      @DefaultValue("3") @Min(0) int resends,
      @DefaultValue("0") @Min(0) @Max(256) int threads) {}
}
