package io.surgetank.peers.broker;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/// How the broker keeps its messages: synced by every send and every commit.
final class Journal {
  static final String QUEUE = "orders";

  /// How long its buffer waits for company before a sync; Artemis measures a disk to choose it. The
  /// default of 3.3 ms is for disks that turn; one that syncs in 0.2 ms gains from less.
  private static final Duration COMPANY = Duration.ofNanos(200_000);

  /// Beyond it messages are paged to disk instead of being kept in memory too.
  private static final long MEMORY_BYTES = 512L << 20;

  private Journal() {}

  static Configuration in(Path folder) throws Exception {
    var settings =
        new AddressSettings()
            .setMaxSizeBytes(MEMORY_BYTES)
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
    return new ConfigurationImpl()
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalSyncTransactional(true)
        .setJournalSyncNonTransactional(true)
        .setJournalDatasync(true)
        .setJournalBufferTimeout_NIO((int) COMPANY.toNanos())
        .setJournalDirectory(folder.resolve("journal").toString())
        .setBindingsDirectory(folder.resolve("bindings").toString())
        .setPagingDirectory(folder.resolve("paging").toString())
        .setLargeMessagesDirectory(folder.resolve("large").toString())
        .setMaxDiskUsage(-1)
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .addAcceptorConfiguration("vm", "vm://0")
        .addAddressSetting("#", settings)
        .addQueueConfiguration(QueueConfiguration.of(QUEUE).setRoutingType(RoutingType.ANYCAST));
  }
}
