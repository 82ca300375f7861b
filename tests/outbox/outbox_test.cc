#include "outbox/outbox.h"

#include <gtest/gtest.h>
