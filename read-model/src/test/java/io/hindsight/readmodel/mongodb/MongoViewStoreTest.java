package io.hindsight.readmodel.mongodb;

import io.hindsight.readmodel.store.ViewStore;
import io.hindsight.readmodel.store.ViewStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On the stand-in. */
class MongoViewStoreTest extends ViewStoreContract {
  private static TestMongo mongo;
  private String uri;

  @BeforeAll
  static void startStandIn() {
    mongo = TestMongo.standIn();
  }

  @AfterAll
  static void stopStandIn() {
    mongo.close();
  }

  @Override
  protected ViewStore open() {
    if (uri == null) {
      uri = mongo.newDatabase();
    }
    return MongoViewStore.open(uri);
  }
}
