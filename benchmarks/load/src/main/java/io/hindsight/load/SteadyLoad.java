package io.hindsight.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One request from each of so many people a second, whether or not the ones before are answered.
 */
public final class SteadyLoad extends Simulation {
  /**
   * At full rate from the start, a cold Gatling takes the processors away from the server, opens a
   * connection for each request that waits, and both drown in connections.
   */
  private static final int WARM_UP_SECONDS = 20;

  public SteadyLoad() {
    double rate = Double.parseDouble(System.getProperty("load.rate"));
    int seconds = Integer.getInteger("load.seconds");
    HttpProtocolBuilder protocol =
        http.baseUrl(System.getProperty("load.address"))
            .acceptHeader("application/json")
            .shareConnections()
            .disableCaching();
    setUp(
            asks("warm-up").injectOpen(rampUsersPerSec(rate / 10).to(rate).during(WARM_UP_SECONDS)),
            asks("measured")
                .injectOpen(nothingFor(WARM_UP_SECONDS), constantUsersPerSec(rate).during(seconds)))
        .protocols(protocol);
  }

  private static ScenarioBuilder asks(String name) {
    int people = Integer.getInteger("load.people");
    SplittableRandom random = new SplittableRandom(11);
    return scenario(name)
        .feed(
            Stream.<Map<String, Object>>generate(() -> Map.of("person", random.nextInt(people)))
                .iterator())
        .exec(http(name).get(System.getProperty("load.path")).check(status().is(200)));
  }
}
