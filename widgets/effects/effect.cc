#include "effects/effect.h"
